// Comfort for the staff: acts without a full load, and keys. Everything works without either.
import { attachActs } from "./acts.js";
import { attachKeys } from "./keys.js";

const main = document.getElementById("main");
if (main.querySelector("[data-busy]")) import("./progress.js").then((one) => one.follow(main));
if ("words" in main.dataset) {
  const words = JSON.parse(main.dataset.words);
  const status = document.querySelector("[data-status]");
  const say = (text) => { status.textContent = text; };
  if (main.querySelector("[data-queue]")) attachActs(main, words, say);
  if ("shortcuts" in main.dataset) attachKeys(main, words, say);
}
