/* Small comforts that every page works without. */

/* The button beside a password shows and hides it; it is there only where scripts run. */
export function showPasswords() {
  for (const button of document.querySelectorAll("[data-show-password]")) {
    const input = document.getElementById(button.getAttribute("aria-controls"));
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = input.type === "text";
      input.type = shown ? "password" : "text";
      button.setAttribute("aria-pressed", String(!shown));
    });
    // Shown passwords are hidden again before sending, so that the browser does not keep them as typed text.
    input.form.addEventListener("submit", () => {
      input.type = "password";
    });
  }
}

/* Menus close on Escape and on a click elsewhere. */
export function closeMenus() {
  const open = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

/* What is wrong with a form is where one reads on. */
export function focusProblems() {
  document.querySelector("[data-focus]")?.focus();
}

/* Screen readers read a status that changes, not one that was there from the start. */
export function announce() {
  for (const status of document.querySelectorAll("[data-announce]")) {
    const content = status.querySelector("p");
    const text = content.textContent;
    content.textContent = "";
    requestAnimationFrame(() => {
      content.textContent = text;
    });
  }
}

/* A reload or a bookmark does not say again that something was done. */
export function forgetNotice() {
  const url = new URL(location.href);
  if (!url.searchParams.has("done")) return;
  url.searchParams.delete("done");
  history.replaceState(history.state, "", url);
}
