// Lints process models by .bpmnlintrc: all of processes/, or the files and folders named as arguments. Warnings are
// shown, errors fail.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const named = process.argv.slice(2).map(argument => resolve(argument));
const models = (named.length > 0 ? named : [join(root, 'processes')]).flatMap(modelsIn);

if (models.length === 0) {
  console.log('no process model to lint');
} else {
  const linter = join(here, 'node_modules', 'bpmnlint', 'bin', 'bpmnlint.js');
  const run = spawnSync(process.execPath, [linter, '--config', join(root, '.bpmnlintrc'), ...models], {
    cwd: here,
    stdio: 'inherit',
  });
  if (run.status === 0) {
    console.log(`${models.length} process models linted`);
  }
  process.exitCode = run.status ?? 1;
}

function modelsIn(path) {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    return readdirSync(path)
      .sort()
      .flatMap(name => modelsIn(join(path, name)));
  }
  return path.endsWith('.bpmn') ? [path] : [];
}
