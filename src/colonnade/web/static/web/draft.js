// What is typed survives a crash, a wrong click and a sign-in, on this device alone.
const name = (form, thread) => `draft:${thread}:${form.querySelector("[name=parent]")?.value ?? ""}`;

export function keepDraft(form, thread) {
  const text = form.querySelector("textarea");
  const key = name(form, thread);
  const kept = localStorage.getItem(key);
  if (kept && !text.value.trim()) text.value = kept;
  const keep = () => {
    try {
      if (text.value) localStorage.setItem(key, text.value); else localStorage.removeItem(key);
    } catch { /* a full or forbidden store must not stop the writer */ }
  };
  keep(); // what was typed while this module was on its way
  text.addEventListener("input", keep);
}

export const forgetDraft = (form, thread) => localStorage.removeItem(name(form, thread));
