/**
 * Making elements. Texts become text nodes only, and of attributes just these can be set: none of them takes an
 * address or a script, so no text from outside can become more than text.
 */
interface Attributes {
  readonly id?: string;
  readonly class?: string;
  readonly type?: "button" | "checkbox";
  readonly for?: string;
  readonly role?: "alert" | "list";
  readonly rows?: string;
  readonly maxlength?: string;
  readonly tabindex?: "-1";
  readonly open?: "";
  readonly "aria-label"?: string;
  readonly "aria-labelledby"?: string;
  readonly "aria-describedby"?: string;
}

/** A new element with these attributes and children; strings become text. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes) as [string, string][])
    element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Sets an element's text when it differs, so that what a person has marked in it stays marked. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Shows `text` in an element, or hides the element when there is none. */
export function showText(element: HTMLElement, text: string): void {
  setText(element, text);
  element.hidden = text === "";
}

/** The element of index.html with this id. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`index.html has no #${id}`);
  return element;
}

/** A button that does `act`. `label` is what a screen reader says: it begins with `text`. */
export function button(
  text: string,
  label: string,
  look: "yes" | "no" | "plain",
  act: () => void,
): HTMLButtonElement {
  const made = make("button", { type: "button", class: look, "aria-label": label }, text);
  made.addEventListener("click", () => {
    // Not `disabled`: that would take the focus away from whoever just pressed it.
    if (made.getAttribute("aria-disabled") !== "true") act();
  });
  return made;
}

/** Makes buttons and boxes inert for a while, or not, without moving the focus. */
export function setBusy(elements: readonly HTMLElement[], busy: boolean): void {
  for (const element of elements) element.setAttribute("aria-disabled", String(busy));
}
