-- Sends the requests of a file in turn and prints what came of it as one line of JSON. Arguments: the file, whose
-- requests are separated by NUL, and a first number: "########" in a request stands for one that is never used twice.

local requests, number = {}, 0

function init(arguments)
   number = tonumber(arguments[2])
   for request in io.open(arguments[1], "rb"):read("*a"):gmatch("[^%z]+") do
      requests[#requests + 1] = request
   end
end

function request()
   number = number + 1
   local text = requests[number % #requests + 1]
   return (text:gsub("########", string.format("%08d", number)))
end

function done(summary, latency, _)
   local errors = summary.errors
   io.write(string.format(
      '{"requests": %d, "seconds": %f, "bytes": %d, "p50_ms": %f, "p99_ms": %f, "refused": %d, "broken": %d}\n',
      summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1e3,
      latency:percentile(99) / 1e3, errors.status, errors.connect + errors.read + errors.write + errors.timeout
   ))
end
