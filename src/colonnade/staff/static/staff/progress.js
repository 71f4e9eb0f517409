// Follows a run that is going on: its part of the page is asked for again until it has ended.
const PAUSE = 2000;

export async function follow(main) {
  let run = main.querySelector("[data-run]");
  while (run && "busy" in run.dataset) {
    await new Promise((ready) => setTimeout(ready, PAUSE));
    const fresh = await latest();
    // Nobody's place is taken from her: what is busy holds nothing to type into.
    if (fresh) run.replaceWith(fresh);
    run = main.querySelector("[data-run]");
  }
  const told = main.querySelector(".done b, .state b")?.textContent;
  if (told) document.querySelector("[data-status]").textContent = told;
}

async function latest() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const text = answer.ok ? await answer.text() : "";
    return new DOMParser().parseFromString(text, "text/html").querySelector("[data-run]");
  } catch {
    return null; // the server is away for a moment
  }
}
