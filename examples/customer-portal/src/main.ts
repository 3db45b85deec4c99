import "./style.css";

import { SignedOut, ask, useToken } from "./api";
import { FOLDERS, OPEN, PORTAL, REVEAL, SIGN_IN, SIGN_OUT } from "./documents";
import type { FolderFragment, PortalQuery } from "./gql/graphql";
import { button, element, field, say } from "./page";

const slug: string = import.meta.env.VITE_PORTAL;
const app = document.getElementById("app") as HTMLElement;

let portal: PortalQuery["portal"];

await attempt(async () => {
  ({ portal } = await ask(PORTAL, { slug }));
  if (!portal) return say(`There is no portal called ${slug}.`);
  document.title = portal.name;
  if (portal.branding.accentColor) document.body.style.setProperty("--accent", portal.branding.accentColor);
  showSignIn();
});

function showSignIn(): void {
  const login = field("E-mail address or user name", { name: "login", autocomplete: "username", required: true });
  const password = field("Password", { type: "password", name: "password", autocomplete: "current-password", required: true });
  const form = element("form", {}, login, password, element("button", {}, "Sign in"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const entered = new FormData(form);
    const input = { portal: slug, login: String(entered.get("login")), password: String(entered.get("password")) };
    await attempt(async () => {
      const { signIn } = await ask(SIGN_IN, { input });
      if (signIn.__typename !== "SignedIn") return say(signIn.message);
      useToken(signIn.token);
      await showFolders();
    });
  });
  const welcome = portal?.branding.welcomeText;
  app.replaceChildren(element("h1", {}, portal?.name ?? ""), ...(welcome ? [element("p", {}, welcome)] : []), form);
}

async function showFolders(): Promise<void> {
  const { viewer } = await ask(FOLDERS, {});
  if (!viewer) throw new SignedOut();
  const folders = [...(viewer.customer?.shares ?? []), ...(viewer.partner?.globalShares ?? [])];
  app.replaceChildren(
    element("h1", {}, `Hello, ${viewer.name}`),
    element("ul", { className: "folders" }, ...folders.map(card)),
    button("Sign out", signOut),
  );
  say("");
}

function card({ id, title, description, hasPassword, provider }: FolderFragment): HTMLElement {
  return element(
    "li",
    {},
    element("h2", {}, title),
    element("p", {}, [description, provider.name].filter(Boolean).join(" – ")),
    button("Open folder", () => attempt(() => open(id))),
    ...(hasPassword ? [button("Copy password", () => attempt(() => copyPassword(id)))] : []),
  );
}

async function open(id: string): Promise<void> {
  // Within the click, or the browser takes it for a pop-up; the folder's page gets no hold of this one.
  const tab = window.open("about:blank", "_blank");
  if (tab) tab.opener = null;
  try {
    const { openShare } = await ask(OPEN, { id });
    if (openShare?.__typename !== "ShareOpened") throw new Error(openShare?.message);
    (tab ?? window).location.href = openShare.url;
  } catch (error) {
    tab?.close();
    throw error;
  }
}

async function copyPassword(id: string): Promise<void> {
  const password = ask(REVEAL, { id }).then(({ revealSharePassword: result }) => {
    if (result?.__typename !== "SharePasswordRevealed") throw new Error(result?.message);
    return new Blob([result.password], { type: "text/plain" });
  });
  // Safari grants the clipboard within the click only: it takes the promise and waits for it.
  const written = navigator.clipboard.write([new ClipboardItem({ "text/plain": password })]);
  // The first to fail is what the server said, and not that there was nothing to write.
  await Promise.all([password, written]);
  say("The password is on the clipboard.");
}

async function signOut(): Promise<void> {
  await attempt(() => ask(SIGN_OUT, {}));
  useToken(undefined);
  showSignIn();
  say("You are signed out.");
}

/** Do something that asks the server, and say what went wrong. */
async function attempt(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof SignedOut) {
      useToken(undefined);
      showSignIn();
      say("Please sign in again.");
    } else {
      say(error instanceof Error ? error.message : "That did not work. Please try again.");
    }
  }
}
