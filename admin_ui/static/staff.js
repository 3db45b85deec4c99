/* What staff's pages do by themselves; each of them works without. */
import "./vendor/htmx.esm.min.js";

keepEnterFromSaving();
pickColors();

/* Screen readers hear what a search has found, and when an import is over. */
document.addEventListener("htmx:after:swap", () => {
  const found = document.querySelector("#results [data-count]") ?? document.querySelector("#results h2, #import h2");
  const status = document.querySelector("[data-results-status]");
  const text = found?.textContent ?? "";
  if (status && status.textContent !== text) status.textContent = text;
});

/* An ended session answers with the sign-in, which is no part of any page. */
document.addEventListener("htmx:before:response", (event) => {
  const { response } = event.detail.ctx;
  if (!response.raw?.redirected) return;
  event.preventDefault();
  location.reload();
});

/* In a search within a form the Enter key looks for something; it does not save. */
function keepEnterFromSaving() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("[data-no-enter]")) event.preventDefault();
  });
}

/* The browser's own colour picker beside the field that holds the colour. */
function pickColors() {
  for (const picker of document.querySelectorAll("[data-picks]")) {
    const field = document.getElementById(picker.dataset.picks);
    picker.hidden = false;
    picker.addEventListener("input", () => {
      field.value = picker.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    field.addEventListener("input", () => {
      if (/^#[0-9a-f]{6}$/i.test(field.value)) picker.value = field.value.toLowerCase();
    });
  }
}
