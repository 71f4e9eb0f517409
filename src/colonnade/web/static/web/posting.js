// Send a form and put the answer where it belongs: the comment, or the reason why not.
import { addActs } from "./personal.js";

export const newKey = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
  (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16)); // plain http

export async function ask(address, form, token) {
  const data = new URLSearchParams(new FormData(form));
  data.set("key", form.dataset.key);
  const headers = { Accept: "application/json" };
  if (token) headers["X-CSRFToken"] = token;
  const answer = await fetch(address, { method: "POST", body: data, headers });
  return { ok: answer.ok, body: await answer.json() };
}

export function say(form, words, labels) {
  form.querySelector(".alert")?.remove();
  const line = Object.assign(document.createElement("p"), { className: "alert", tabIndex: -1 });
  line.setAttribute("role", "alert");
  line.textContent = `${words} ${labels.kept}`;
  form.querySelector(".buttons").before(line);
  line.focus();
}

export function place(form, posted, labels, acts) {
  const box = document.createElement("template");
  box.innerHTML = posted.html;
  const comment = box.content.querySelector(".comment");
  const parent = form.closest(".comment");
  comment.classList.add("new");
  addActs(comment, { acts, numbers: { [posted.id]: posted.number } });
  if (posted.held) comment.querySelector(".acts").replaceChildren(held(posted, labels));
  put(comment, parent);
  document.querySelector("#comments > .empty")?.remove();
  form.classList.contains("inline-reply") ? form.remove() : form.reset();
  form.querySelector(".preview")?.remove();
  form.querySelector(".alert")?.remove();
  form.dataset.key = newKey();
  comment.scrollIntoView({ block: "nearest" });
  comment.focus();
  document.querySelector("[data-status]").textContent = posted.held ? labels.held : labels.posted;
}

function held(posted, labels) {
  const line = document.createElement("span");
  const link = Object.assign(document.createElement("a"), { href: posted.mine, textContent: labels.own });
  line.append(`${labels.held} ${posted.why ? `${posted.why} ` : ""}`, link);
  return line;
}

// Put a new comment where it stands in the order that is shown, the first one too.
function put(comment, parent) {
  const list = document.getElementById("comments");
  const newest = list.dataset.order === "newest";
  if (parent && list.dataset.view === "threaded") return (newest ? parent : afterBranch(parent)).after(comment);
  const all = list.querySelectorAll(":scope > .comment");
  if (newest || !all.length) (all[0] ?? list.querySelector(":scope > .empty")).before(comment);
  else all[all.length - 1].after(comment);
}

function afterBranch(parent) {
  let last = parent;
  const depth = Number(parent.dataset.depth);
  while (Number(last.nextElementSibling?.dataset.depth ?? -1) > depth) last = last.nextElementSibling;
  return last;
}
