// Milliseconds from a click to the end of the frame that shows the muscle: node touch.mjs /usr/bin/chromium
import { build } from "esbuild";
import puppeteer from "puppeteer-core";

const TOUCHES = 100;

// In the page: click the muscles one after the other, and tell when the frame after each click is over.
async function clickAll(touches) {
  const frame = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(0);
      });
    });
  const shapes = document.querySelectorAll("polygon");
  const times = [];
  for (let number = 0; number < touches; number++) {
    await frame();
    await new Promise((resolve) => setTimeout(resolve, 5 + 7 * (number % 4)));
    const shape = shapes[number % shapes.length];
    const start = performance.now();
    shape.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    times.push((await frame()) - start);
  }
  return times.sort((one, other) => one - other);
}

const bundle = await build({
  entryPoints: ["page.jsx"],
  bundle: true,
  write: false,
  minify: true,
  define: { "process.env.NODE_ENV": '"production"' },
});
const browser = await puppeteer.launch({ executablePath: process.argv[2], args: ["--no-sandbox"] });
const page = await browser.newPage();
await page.setViewport({ width: 1440, height: 900 });
await page.setContent('<div id="root"></div>');
await page.addScriptTag({ content: bundle.outputFiles[0].text });
await page.waitForSelector("polygon");
const times = await page.evaluate(clickAll, TOUCHES);
await browser.close();
const at = (part) => times[Math.min(Math.round(part * (times.length - 1)), times.length - 1)].toFixed(1);
console.log(`react-body-highlighter, touch to frame: median ${at(0.5)} ms, p99 ${at(0.99)} ms, ${TOUCHES} touches`);
