// What bears on her, and what is stricter for some hours, stands where she writes.
export function tell(mine, form = document.querySelector("form[data-compose]")) {
  if (!form || !mine.bears?.length || form.querySelector("[data-bears]")) return;
  const told = document.createElement("div");
  told.className = "wall";
  told.dataset.bears = "";
  for (const words of mine.bears) {
    told.append(Object.assign(document.createElement("p"), { dir: "auto", textContent: words }));
  }
  // Where she writes already nothing moves away under her hands.
  const writes = form.matches(":focus-within");
  (writes ? form.querySelector(".buttons") : form.firstChild).before(told);
  if (writes) document.querySelector("[data-status]").textContent = mine.bears.join(" ");
}
