// Installs what package-lock.json names, unless it is there already. Maven calls this on every build, so it must cost
// nothing when there is nothing to do, and must not need the network then.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Node 20 or newer is needed, this is ${process.versions.node}`);
  process.exit(1);
}

const wanted = packages('package-lock.json');
const present = packages(join('node_modules', '.package-lock.json'));
const missing = Object.keys(wanted).filter(path => present[path] !== wanted[path]);

if (missing.length > 0) {
  console.log(`npm ci: ${missing.length} of ${Object.keys(wanted).length} packages are missing or of another version`);
  const npm = spawnSync('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.error) {
    console.error(`npm could not be started: ${npm.error.message}`);
  }
  process.exit(npm.status ?? 1);
}

/** Integrity by path of all packages but the root; empty when the file is missing or unreadable. */
function packages(lockFile) {
  try {
    const lock = JSON.parse(readFileSync(join(here, lockFile), 'utf8'));
    return Object.fromEntries(
      Object.entries(lock.packages)
        .filter(([path]) => path !== '')
        .map(([path, entry]) => [path, entry.integrity]),
    );
  } catch {
    return {};
  }
}
