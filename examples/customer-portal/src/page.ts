/** Make an element; texts become text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function button(text: string, act: () => void): HTMLButtonElement {
  return element("button", { type: "button", onclick: act }, text);
}

/** Make an input with its label. */
export function field(label: string, properties: Partial<HTMLInputElement>): HTMLElement {
  return element("label", {}, label, element("input", properties));
}

/** Say what happened, to eyes and screen readers alike. */
export function say(text: string): void {
  (document.getElementById("status") as HTMLElement).textContent = text;
}
