// What plain forms cannot do. Everything else works without this file.
"use strict";

// Progress of work in the background: events until its end, then the report.
const progress = document.getElementById("progress");
if (progress) {
  const source = new EventSource(progress.dataset.events);
  source.onmessage = (event) => {
    const now = JSON.parse(event.data);
    if (now.state !== "running") { source.close(); location.reload(); return; }
    if (now.total) {
      progress.max = now.total; progress.value = now.done;
      document.getElementById("standing").textContent = now.done + "／" + now.total;
    } else if (now.done) {
      document.getElementById("standing").textContent = "已做 " + now.done + " 份";
    }
  };
}

// More files than are taken at once are refused before they are sent: the server would cut the connection.
const tooMuch = (form) => {
  if (!form.dataset.most) { return ""; }
  const files = Array.from(form.querySelector("input[type=file]").files);
  const size = files.reduce((sum, one) => sum + one.size, 0);
  if (size <= Number(form.dataset.most) - 1000000 && files.length <= Number(form.dataset.mostFiles)) { return ""; }
  const most = Number(form.dataset.most) / 1000000 + " MB、" + form.dataset.mostFiles + " 个文件";
  return "太大或太多，没有收。一次最多 " + most + "；分几次放，或压缩以后再放。";
};

// A second click on a button that sends is not a second sending.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    const wrong = tooMuch(form);
    if (wrong) { event.preventDefault(); alert(wrong); return; }
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 3000);
  });
}
// A page that comes back by the back button is as it was left: what was sent from it may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) { delete form.dataset.sent; }
});

// The text of a notice: line numbers, a jump to the line of a problem, Ctrl+S, a question before typed words are lost.
const text = document.getElementById("text");
if (text) {
  const numbers = document.getElementById("numbers");
  const number = () => {
    const count = text.value.split("\n").length;
    numbers.textContent = Array.from({ length: count }, (_, index) => index + 1).join("\n");
  };
  const jump = () => {
    const line = Number((location.hash.match(/^#line-(\d+)$/) || [])[1]);
    if (!line) { return; }
    const lines = text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    text.focus({ preventScroll: true });
    text.setSelectionRange(start, start + (lines[line - 1] || "").length);
    text.scrollTop = Math.max(0, (text.scrollHeight / lines.length) * (line - 5));
    text.scrollIntoView({ block: "center" });
  };
  const before = text.value;
  let sending = false;
  text.addEventListener("input", number);
  text.addEventListener("scroll", () => { numbers.scrollTop = text.scrollTop; });
  text.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); sending = true; text.form.requestSubmit(); }
  });
  text.form.addEventListener("submit", () => { sending = true; });
  addEventListener("hashchange", jump);
  addEventListener("beforeunload", (event) => { if (!sending && text.value !== before) { event.preventDefault(); } });
  number();
  jump();
}

// The page that an edit makes, laid out beside it while one goes on; the address itself is a page of its own.
const proof = document.querySelector("aside#proof");
if (proof) {
  let latest = 0;
  sessionStorage.tab ||= String(Math.random()); // by this the server knows which pages one tab has overtaken
  const show = async (address, sent = {}) => {
    latest += 1;
    const mine = latest;
    proof.setAttribute("aria-busy", "true");
    const answer = await fetch(address, { ...sent, headers: { "X-Tab": sessionStorage.tab } });
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== latest) { return; }
    proof.replaceChildren(...(found.querySelector("#proof") || found.querySelector("main")).childNodes);
    proof.removeAttribute("aria-busy");
  };
  document.addEventListener("click", (event) => {
    const asked = event.target.closest("[data-proof]");
    if (!asked) { return; }
    event.preventDefault();
    if (asked.href) { show(asked.href); } else { show(asked.formAction, { method: "POST", body: new FormData(asked.form) }); }
  });
  proof.addEventListener("submit", (event) => {
    event.preventDefault();
    show(event.target.action + "?" + new URLSearchParams(new FormData(event.target)));
  });
  const waiting = document.createElement("p");
  waiting.textContent = "正在排印出来的样子……";
  proof.replaceChildren(waiting);
  show(proof.dataset.address);
}

// Files and folders dropped into a frame go into its file field.
const filesOf = async (entry) => {
  if (entry.isFile) { return [await new Promise((done, failed) => entry.file(done, failed))]; }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) { return found; }
    for (const one of some) { found.push(...await filesOf(one)); }
  }
};
for (const frame of document.querySelectorAll("form.drop")) {
  const field = frame.querySelector("input[type=file]");
  frame.addEventListener("dragover", (event) => { event.preventDefault(); frame.classList.add("over"); });
  frame.addEventListener("dragleave", () => frame.classList.remove("over"));
  frame.addEventListener("drop", async (event) => {
    event.preventDefault();
    frame.classList.remove("over");
    const loose = Array.from(event.dataTransfer.files);
    const entries = Array.from(event.dataTransfer.items, (item) => item.webkitGetAsEntry()).filter(Boolean);
    const chosen = new DataTransfer();
    const files = entries.length ? (await Promise.all(entries.map(filesOf))).flat() : loose;
    for (const file of files) { chosen.items.add(file); }
    if (!field.multiple) { while (chosen.items.length > 1) { chosen.items.remove(1); } }
    field.files = chosen.files;
  });
}
