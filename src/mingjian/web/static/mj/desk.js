// Keyboard for the desk; every page works without it.
(function () {
  "use strict";
  const typing = (node) => node && (/^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) || node.isContentEditable);
  const rows = () => Array.from(document.querySelectorAll("a.row"));
  const current = () => rows().findIndex((row) => row.classList.contains("on"));
  function put(index) {
    const all = rows();
    if (!all.length) return;
    const next = Math.max(0, Math.min(all.length - 1, index));
    all.forEach((row, i) => row.classList.toggle("on", i === next));
    all[next].focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
  }
  function press(key) {
    const target = document.querySelector('[data-key="' + key + '"]');
    if (!target) return false;
    if (target.tagName === "DETAILS") {
      target.open = true;
      const field = target.querySelector("input:not([type=hidden]),textarea,select");
      if (field) field.focus();
    } else {
      target.click();
    }
    return true;
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(document.activeElement)) { document.activeElement.blur(); return; }
    if (typing(document.activeElement)) return;
    const help = document.getElementById("help");
    if (event.key === "?" && help) { event.preventDefault(); help.open ? help.close() : help.showModal(); return; }
    if (event.key === "/") {
      const search = document.querySelector("input[type=search]");
      if (search) { event.preventDefault(); search.focus(); }
      return;
    }
    if (rows().length) {
      if (event.key === "j") { event.preventDefault(); put(current() + 1); return; }
      if (event.key === "k") { event.preventDefault(); put(current() - 1); return; }
      if (event.key === "Enter" && current() >= 0 && !document.activeElement.closest("button,summary,a:not(.row)")) {
        event.preventDefault(); rows()[current()].click(); return;
      }
    }
    if (event.key === "x" && current() >= 0) {
      const box = rows()[current()].parentElement.querySelector("input[name=pick]");
      if (box) { event.preventDefault(); box.checked = !box.checked; return; }
    }
    const onControl = document.activeElement && document.activeElement.closest("button,summary,a");
    if (event.key === "Enter" && onControl) return;
    if (press(event.key)) event.preventDefault();
  });
  document.querySelectorAll("form").forEach((form) => {
    form.addEventListener("submit", () => setTimeout(() => {
      form.querySelectorAll("button").forEach((button) => { button.disabled = true; });
    }, 0));
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form button").forEach((b) => {
    if (!b.hasAttribute("data-off")) b.disabled = false;
  }));
  const all = document.querySelector("[data-pick-all]");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", () => {
      const boxes = Array.from(document.querySelectorAll("input[name=pick]"));
      const every = boxes.every((box) => box.checked);
      boxes.forEach((box) => { box.checked = !every; });
    });
  }
  const here = document.querySelector(".top nav [aria-current]");
  if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 40;
  document.querySelectorAll(".scroll").forEach((box) => { if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; });
  document.querySelectorAll("a[data-help]").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("help").showModal();
  }));
  const live = document.querySelector("[data-refresh]");
  if (live) setInterval(async () => {
    try {
      const answer = await fetch(location.href, { headers: { "X-Part": "1" }, credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-refresh]");
      if (fresh) live.innerHTML = fresh.innerHTML; else location.reload();
    } catch (error) { /* the next round tries again */ }
  }, Number(live.dataset.refresh) * 1000);
})();
