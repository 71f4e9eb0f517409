// Decide in place: post the form, and let the list go on with what the server answers.
import { goOn } from "./list.js";

export function attachActs(main, words, say) {
  main.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-decide]");
    if (!form) return;
    event.preventDefault();
    decide(form, event.submitter, words, say);
  });
}

async function decide(form, button, words, say) {
  const item = form.closest("[data-case], [data-message]");
  if (item.hasAttribute("aria-busy")) return;
  item.setAttribute("aria-busy", "true");
  item.querySelector(".alert")?.remove();
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: fields(form, button) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.ok && page.querySelector("[data-queue]")) say(goOn(page, item, form.dataset.undo));
    else refuse(item, page.querySelector("[role=alert]")?.textContent ?? words.strange, answer.status === 409 && words);
  } catch {
    refuse(item, words.failed);
  }
  item.removeAttribute("aria-busy");
}

function fields(form, button) {
  const pairs = new URLSearchParams(new FormData(form));
  if (button?.name) pairs.append(button.name, button.value);
  return pairs;
}

// What was typed stays where it is; only the reason why nothing happened comes on top, with a
// way to the comment as it is now where somebody else was first.
function refuse(item, text, changed) {
  const box = document.createElement("p");
  box.className = "alert";
  box.setAttribute("role", "alert");
  const acts = item.querySelector(".deciding");
  if (acts) acts.before(box); else item.append(box);
  box.textContent = `${text.trim()} `;
  const address = item.querySelector("[data-own-page]")?.href;
  if (changed && address) box.append(Object.assign(document.createElement("a"), { href: address, textContent: changed.look }));
}
