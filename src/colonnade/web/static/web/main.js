// What the first view needs; everything else comes when it is asked for.
import { layOver } from "./personal.js";
import { quietViewing } from "./viewing.js";

const thread = document.querySelector("[data-thread]");
const here = document.cookie.split("; ").includes("here=1");

if (here) layOver(thread?.dataset.thread);
quietViewing();

// The first touch of a form or a reply link loads what composing needs.
const compose = () => import("./compose.js");
document.addEventListener("focusin", (event) => {
  const form = event.target.closest("[data-compose]");
  if (form) compose().then((module) => module.attach(form));
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-reply]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (!document.querySelector("form[data-compose]")) return;
  event.preventDefault();
  compose().then((module) => module.reply(link)).catch(() => location.assign(link.href));
});
