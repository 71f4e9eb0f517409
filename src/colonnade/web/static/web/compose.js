// Writing with script: preview and post in place. Without it the same forms lead to pages.
import { tell } from "./bears.js";
import { keepDraft, forgetDraft } from "./draft.js";
import { openForm, personal } from "./personal.js";
import { ask, newKey, place, say } from "./posting.js";

const thread = () => document.querySelector("[data-thread]").dataset.thread;

export async function attach(form) {
  if (form.dataset.ready) return;
  form.dataset.ready = "1";
  form.dataset.key ||= newKey();
  keepDraft(form, thread());
  const main = form.querySelector("button.main");
  const labels = JSON.parse(form.closest("[data-thread]").dataset.words);
  main.textContent = labels.post;
  const preview = Object.assign(document.createElement("button"), { type: "button", textContent: labels.preview });
  main.after(preview);
  preview.addEventListener("click", () => showPreview(form, labels));
  form.addEventListener("submit", (event) => { event.preventDefault(); send(form, labels); });
  const mine = await personal(thread()).catch(() => ({}));
  openForm(mine);
  tell(mine, form);
}

async function showPreview(form, labels) {
  const { body } = await ask(form.action, form);
  const box = form.querySelector(".preview") ?? form.querySelector(".buttons").insertAdjacentElement("beforebegin", document.createElement("section"));
  box.className = "preview";
  box.tabIndex = -1;
  box.innerHTML = `<div class="text"></div>`;
  if (body.html) box.firstChild.innerHTML = body.html; else box.firstChild.textContent = body.detail ?? labels.failed;
  box.setAttribute("aria-label", labels.preview);
  box.focus();
}

async function send(form, labels) {
  const button = form.querySelector("button.main");
  button.disabled = true;
  try {
    let mine = await personal(thread());
    let answer = await ask(form.dataset.compose, form, mine.token);
    if (answer.body.code === "forgery_suspected") {
      mine = await personal(thread(), true);
      answer = await ask(form.dataset.compose, form, mine.token);
    }
    if (answer.ok) { forgetDraft(form, thread()); place(form, answer.body, labels, mine.acts); } else say(form, answer.body.detail ?? labels.failed, labels);
  } catch { say(form, labels.failed, labels); }
  button.disabled = false;
}

export async function reply(link) {
  const comment = link.closest("[data-comment]");
  const { comment: id } = comment.dataset;
  const open = comment.querySelector("form");
  if (open) return open.querySelector("textarea").focus();
  const form = document.querySelector("form[data-compose]:not(.inline-reply)").cloneNode(true);
  const mine = await personal(thread()).catch(() => ({}));
  if (form.hidden && !mine.may_comment) return location.assign(link.href);
  delete form.dataset.ready;
  delete form.dataset.key;
  form.hidden = false;
  form.classList.add("inline-reply");
  form.setAttribute("aria-label", link.textContent);
  form.insertAdjacentHTML("afterbegin", `<input type="hidden" name="parent" value="${id}">`);
  form.querySelector(".preview")?.remove();
  for (const extra of form.querySelectorAll(".buttons button:not(.main)")) extra.remove();
  for (const field of form.querySelectorAll("[id]")) {
    form.querySelector(`[for="${field.id}"]`)?.setAttribute("for", `${field.id}-${id}`);
    field.id += `-${id}`;
  }
  form.querySelector("textarea").value = "";
  comment.append(form);
  await attach(form);
  form.querySelector("textarea").focus();
  const cancel = Object.assign(document.createElement("button"), { type: "button", textContent: JSON.parse(comment.closest("[data-thread]").dataset.words).cancel });
  cancel.addEventListener("click", () => { form.remove(); link.focus(); });
  form.querySelector(".buttons").append(cancel);
}
