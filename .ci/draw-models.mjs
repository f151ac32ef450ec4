// Draws every process model as docs/processes/<process>.svg, with bpmn-js in the installed Chromium (or the browser that
// the variable CHROMIUM names). Run by hand after a model has changed: node .ci/draw-models.mjs
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const drawings = join(root, 'docs', 'processes');
const modules = join(here, 'node_modules');
const viewer = join(modules, 'bpmn-js', 'dist', 'bpmn-viewer.production.min.js');
const font = join(modules, '@expo-google-fonts', 'biz-udgothic', '400Regular', 'BIZUDGothic_400Regular.ttf');
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

const models = readdirSync(join(root, 'processes'), { recursive: true })
  .filter(name => name.endsWith('.bpmn'))
  .sort();
const names = models.map(name => basename(name, '.bpmn'));

for (const name of models) {
  const file = join(drawings, `${basename(name, '.bpmn')}.svg`);
  writeFileSync(file, draw(readFileSync(join(root, 'processes', name), 'utf8')));
}
readdirSync(drawings)
  .filter(file => file.endsWith('.svg') && !names.includes(basename(file, '.svg')))
  .forEach(file => rmSync(join(drawings, file)));
console.log(`${models.length} process models drawn`);

/** The page draws the model and leaves the drawing, Base64, in its title; the browser prints the page. */
function draw(xml) {
  const folder = mkdtempSync(join(tmpdir(), 'hakko-draw-'));
  try {
    const page = join(folder, 'page.html');
    writeFileSync(page, html(xml));
    const run = spawnSync(
      chromium,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--allow-file-access-from-files',
        `--user-data-dir=${join(folder, 'profile')}`,
        '--virtual-time-budget=60000',
        '--dump-dom',
        pathToFileURL(page).href,
      ],
      { encoding: 'utf8', maxBuffer: 1 << 28 },
    );
    const title = /<title>([^<]*)<\/title>/.exec(run.stdout ?? '')?.[1] ?? '';
    if (!title.startsWith('svg:')) {
      throw new Error(`no drawing: ${title || run.error || run.stderr}`);
    }
    return `${numbered(Buffer.from(title.slice('svg:'.length), 'base64').toString('utf8').trim())}\n`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The viewer gives its arrow heads random names; with numbers the same model gives the same drawing. */
function numbered(svg) {
  const heads = [...new Set(svg.match(/marker-[0-9a-z]{16,}/g) ?? [])];
  return heads.reduce((text, head, n) => text.replaceAll(head, `marker-${n + 1}`), svg);
}

function html(xml) {
  return `<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="UTF-8">
<title>waiting</title>
<style>
@font-face { font-family: 'BIZ UDGothic'; src: url('${pathToFileURL(font).href}'); }
#canvas { width: 3000px; height: 2000px; font-family: 'BIZ UDGothic'; }
</style>
<script src="${pathToFileURL(viewer).href}"></script>
</head>
<body>
<div id="canvas"></div>
<script>
(async () => {
  try {
    await document.fonts.load("12px 'BIZ UDGothic'", '発行');
    const style = { fontFamily: "'BIZ UDGothic', Arial, sans-serif" };
    const viewer = new BpmnJS({ container: '#canvas', textRenderer: { defaultStyle: style, externalStyle: style } });
    await viewer.importXML(${JSON.stringify(xml).replaceAll('<', '\\u003c')});
    const { svg } = await viewer.saveSVG();
    document.title = 'svg:' + btoa(unescape(encodeURIComponent(svg)));
  } catch (failed) {
    document.title = 'failed: ' + failed.message;
  }
})();
</script>
</body>
</html>
`;
}
