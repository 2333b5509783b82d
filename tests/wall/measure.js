// Every fault of the picture on the screen that a person would see: cut, outside, too small, or one word on another.
() => {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const scene = document.querySelector(".lf-host .lf");
  const faults = [];
  const boxes = [];
  const holders = ".cell, .lift-card, .card, .chip, .tag, header, footer, .join section, .main, .banner";
  const words = document.createTreeWalker(scene, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const text = words.currentNode.textContent.trim();
    const owner = words.currentNode.parentElement;
    if (!text || !owner.checkVisibility({ checkVisibilityCSS: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(words.currentNode);
    const size = parseFloat(getComputedStyle(owner).fontSize);
    if (size < 2.15 * rem - 0.2) faults.push(`small: ${text} ${(size / rem).toFixed(2)}rem`);
    for (const line of range.getClientRects()) {
      const middle = (line.top + line.bottom) / 2;
      const glyphs = { text, left: line.left, right: line.right, top: middle - size * 0.36, bottom: middle + size * 0.36 };
      if (glyphs.left < -1 || glyphs.right > innerWidth + 1 || glyphs.top < -1 || glyphs.bottom > innerHeight + 1)
        faults.push(`outside the screen: ${text}`);
      const holder = owner.closest(holders)?.getBoundingClientRect();
      const hang = owner.closest(".xl, .l") ? rem : 2; // a hero hangs into the margin, so that its ink lines up
      if (holder && (glyphs.left < holder.left - hang || glyphs.right > holder.right + 2 || glyphs.top < holder.top - 2 || glyphs.bottom > holder.bottom + 2))
        faults.push(`outside its box: ${text}`);
      if (!owner.closest(".banner") && !scene.querySelector(".banner")?.checkVisibility()) boxes.push(glyphs);
    }
    for (let box = owner; box !== scene; box = box.parentElement)
      if (getComputedStyle(box).overflow !== "visible" && !box.matches(".figure") && box.scrollWidth > box.clientWidth + 2)
        faults.push(`cut: ${text}`);
  }
  for (const box of scene.querySelectorAll("header *, .main *, footer *")) {
    if (box.ownerSVGElement || !box.checkVisibility({ checkVisibilityCSS: true })) continue;
    const { left, right, top, bottom } = box.getBoundingClientRect();
    if (!box.closest(".banner, .bar, .line") && (left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1))
      faults.push(`outside the screen: ${box.tagName} ${box.getAttribute("class")}`);
  }
  boxes.forEach((one, n) =>
    boxes.slice(n + 1).forEach((other) => {
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (wide > 1.5 && high > 1.5) faults.push(`on another: ${one.text} / ${other.text}`);
    }),
  );
  return [...new Set(faults)];
};
