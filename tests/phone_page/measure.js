// What a thumb or an eye would miss on the phone page: small words, small targets, fields without a name, a sideways scroll.
() => {
  const faults = [];
  const seen = (element) => element.checkVisibility({ checkVisibilityCSS: true });
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const owner = words.currentNode.parentElement;
    if (!words.currentNode.textContent.trim() || owner.tagName === "SCRIPT" || !seen(owner)) continue;
    if (parseFloat(getComputedStyle(owner).fontSize) < 16) faults.push(`small: ${words.currentNode.textContent}`);
  }
  for (const target of document.querySelectorAll("button, select, textarea, input:not([type=radio]), .pick label, summary, header a")) {
    const box = target.getBoundingClientRect();
    if (seen(target) && (box.height < 44 || box.width < 44)) faults.push(`hard to tap: ${target.textContent || target.id}`);
  }
  for (const field of document.querySelectorAll("input, select, textarea"))
    if (field.labels.length !== 1) faults.push(`no name: ${field.id}`);
  if (document.documentElement.scrollWidth > innerWidth) faults.push("wider than the phone");
  return faults;
};
