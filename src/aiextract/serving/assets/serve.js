"use strict";

const $ = (id) => document.getElementById(id);
const form = $("form");
// The file that is shown, as bytes; null while what stands in the text field is meant.
let file = null;
// Answers come in any order: only that of the last question is shown.
let asked = 0;
let shown = null;

function say(text, bad = false) {
  $("said").textContent = text;
  $("said").classList.toggle("bad", bad);
}

function query() {
  const fields = new FormData(form);
  const types = fields.getAll("type");
  const asks = new URLSearchParams({ name: file ? file.name : "article.txt", types: types.join(",") });
  for (const name of ["lang", "published"]) if (fields.get(name)) asks.set(name, fields.get(name));
  return asks;
}

async function extract() {
  const body = file ? file : new Blob([form.text.value]);
  if (!body.size) return say("Paste an article first, or open a file.", true);
  if (!form.reportValidity()) return;
  if (!form.querySelector("[name=type]:checked")) return say("Choose something to look for.", true);
  const mine = ++asked;
  say("Reading…");
  $("go").disabled = true;
  try {
    const answer = await fetch(`/page?${query()}`, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/octet-stream" },
    });
    const found = await answer.json();
    if (mine !== asked) return;
    if (!answer.ok) return say(found.error.message, true);
    show(found);
  } catch (error) {
    if (mine === asked) say(`The server did not answer: ${error.message}`, true);
  } finally {
    if (mine === asked) $("go").disabled = false;
  }
}

function show(found) {
  const { documents, failures, html } = found;
  const records = documents.length === 1 ? documents[0] : documents;
  shown = { html, documents };
  $("frame").srcdoc = html;
  $("json").textContent = JSON.stringify(records, null, 2);
  $("result").hidden = false;
  const facts = documents.reduce((sum, one) => sum + one.mentions.length, 0);
  const events = documents.reduce((sum, one) => sum + one.events.length, 0);
  const counted = [`${facts} mentions`, `${events} events`];
  if (documents.length > 1) counted.unshift(`${documents.length} articles`);
  if (documents.length === 1) counted.push(`language ${documents[0].lang}`, `published ${documents[0].published ?? "unknown"}`);
  const failed = failures.map((one) => `${one.place}: ${one.reason}`).join("; ");
  say(counted.join(", ") + (failed ? `. Not read: ${failed}` : ""), Boolean(failed));
  if (matchMedia("(max-width: 899px)").matches) $("result").scrollIntoView();
}

function open(chosen) {
  file = chosen;
  $("name").textContent = chosen.name;
  form.text.value = "";
  form.text.placeholder = `${chosen.name} (${chosen.size.toLocaleString("en")} bytes)`;
  extract();
}

function save(content, type, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function select(tab) {
  for (const one of document.querySelectorAll("[role=tab]")) {
    const chosen = one === tab;
    one.setAttribute("aria-selected", String(chosen));
    one.tabIndex = chosen ? 0 : -1;
    $(one.getAttribute("aria-controls")).hidden = !chosen;
  }
  tab.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  extract();
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    extract();
  }
});
form.text.addEventListener("input", (event) => {
  file = null;
  $("name").textContent = "";
  if (event.inputType === "insertFromPaste") extract();
});
$("file").addEventListener("change", (event) => {
  if (event.target.files.length) open(event.target.files[0]);
  event.target.value = "";
});
// A file may fall anywhere on the page; elsewhere the browser would leave the page to show it.
for (const name of ["dragenter", "dragover"])
  addEventListener(name, (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    form.classList.toggle("over", event.dataTransfer.types.includes("Files"));
  });
for (const name of ["dragleave", "drop"]) addEventListener(name, () => form.classList.remove("over"));
addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  open(event.dataTransfer.files[0]);
});
for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => select(tab));
  tab.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight")
      select(document.querySelector("[role=tab][aria-selected=false]"));
  });
}
$("save-html").addEventListener("click", () => save(shown.html, "text/html", "articles.html"));
$("save-json").addEventListener("click", () => {
  const lines = shown.documents.map((one) => JSON.stringify(one) + "\n").join("");
  save(lines, "application/jsonl", "records.jsonl");
});
