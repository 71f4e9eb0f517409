// Viewing options and pages without a full load; the address always says what is shown.
const parser = new DOMParser();

async function show(address, options) {
  const answer = await fetch(address, options);
  const page = parser.parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-thread]");
  const old = document.querySelector("[data-thread]");
  if (!answer.ok || !fresh || !old) return location.assign(answer.url);
  for (const part of ["#comments", ".viewing"]) {
    old.querySelector(part).replaceWith(document.adoptNode(fresh.querySelector(part)));
  }
  document.title = page.title;
  return answer.url;
}

async function go(address, options, words, push = true) {
  const shown = await show(address, options).catch(() => undefined);
  if (!shown) return;
  if (push) history.pushState({ thread: true }, "", shown);
  document.getElementById("comments").focus();
  document.querySelector("[data-status]").textContent = words;
  const { layOver } = await import("./personal.js");
  layOver(document.cookie.includes("here=1") && document.querySelector("[data-thread]").dataset.thread);
}

export function quietViewing() {
  if (!document.querySelector("[data-viewing]")) return;
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-viewing]");
    if (!form) return;
    event.preventDefault();
    const words = form.querySelector("legend").textContent;
    go(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }, `${words}: ✓`);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".pager a");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(link.href, {}, link.textContent);
  });
  addEventListener("popstate", () => go(location.href, {}, "", false));
}
