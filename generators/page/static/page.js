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
    }
  };
}

// A second click on a button that sends is not a second sending.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 3000);
  });
}
