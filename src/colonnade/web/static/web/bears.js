// What bears on her, and what is stricter for some hours, stands where she writes.
export function tell(mine, form = document.querySelector("form[data-compose]")) {
  if (!form || !mine.bears?.length || form.querySelector("[data-bears]")) return;
  // Where she writes already nothing moves away under her hands.
  const writes = form.matches(":focus-within");
  const spot = writes ? form.querySelector(".buttons") : form.firstChild;
  for (const words of mine.bears) {
    const line = Object.assign(document.createElement("p"), { className: "state", dir: "auto", textContent: words });
    line.dataset.bears = "";
    spot.before(line);
  }
  if (writes) document.querySelector("[data-status]").textContent = mine.bears.join(" ");
}
