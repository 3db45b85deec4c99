/* Copying to the clipboard, and saying so. */

export function copyOnClick() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const input = document.getElementById(button.dataset.copy);
    const frame = button.parentElement;
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (input.select) input.select();
      else getSelection().selectAllChildren(input);
      try {
        await navigator.clipboard.writeText(input.value ?? input.textContent);
        say(frame.parentElement, frame.dataset.copied);
      } catch {
        // The text is selected: the keyboard copies it.
      }
    });
  }
}

/* The password is fetched on the click and goes to the clipboard without ever standing in the page. */
export function copySecretOnSubmit() {
  // Listening on the document, for forms that come into the page later too.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-copy-secret]")) return;
    event.preventDefault();
    form.querySelector(".copy-field")?.remove();
    const secret = fetchSecret(form);
    try {
      await write(secret);
      say(form, form.dataset.copied);
    } catch {
      await secret.then(
        (text) => show(form, text),
        () => say(form, form.dataset.failed),
      );
    }
  });
}

async function fetchSecret(form) {
  // An ended session redirects to the sign-in, whose page must not be taken for a password.
  const response = await fetch(form.action, { method: "POST", redirect: "manual", headers: { Accept: "text/plain" } });
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}

async function write(secret) {
  if (!navigator.clipboard) throw new Error("no clipboard");
  if (typeof ClipboardItem === "undefined") return navigator.clipboard.writeText(await secret);
  // Safari grants the clipboard only within the click itself: it takes the promise and waits for it.
  const blob = secret.then((text) => new Blob([text], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}

function show(form, text) {
  const frame = document.createElement("div");
  const input = document.createElement("input");
  frame.className = "copy-field";
  input.type = "text";
  input.readOnly = true;
  input.value = text;
  input.setAttribute("aria-label", form.dataset.shown);
  frame.append(input);
  form.append(frame);
  say(form, form.dataset.shown);
  input.select();
}

function say(place, text) {
  const status = place.querySelector(".copy-status");
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = text;
  });
}
