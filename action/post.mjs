/**
 * Writes the job summary, annotates what a passing test would not tell, and stops vendouble.
 *
 * The runner calls it at the end of the job, also of one that failed.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const MOST_ANNOTATIONS = 10;
const PATIENCE = 10_000;

/**
 * @typedef {{ readonly kind: string, readonly line: string, readonly times: number }} Finding
 * @typedef {{ readonly exchanges: Readonly<Record<string, Readonly<Record<string, number>>>>, readonly findings: readonly Finding[] }} Tally
 */

/** @param {string} text */
const escaped = (text) => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

/** @param {string} text */
const cell = (text) => `\`${text.replace(/[`|\r\n]/g, ' ')}\``;

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
const table = (head, rows) =>
  rows.length === 0
    ? []
    : [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).concat('');

/**
 * @param {Tally} tally
 * @returns {readonly string[]} the lines of the summary
 */
function summary({ exchanges, findings }) {
  const calls = Object.entries(exchanges).map(([vendor, counts]) => [
    cell(vendor),
    Object.entries(counts)
      .sort()
      .map(([status, count]) => `${count} × ${status}`)
      .join(', '),
  ]);
  return [
    '## vendouble',
    '',
    ...(calls.length === 0 ? ['No calls arrived.', ''] : table(['vendor', 'replies'], calls)),
    ...table(
      ['finding', 'call', 'times'],
      findings.map(({ kind, line, times }) => [kind, cell(line), String(times)]),
    ),
  ];
}

/**
 * @param {string} url
 * @returns {Promise<Tally | undefined>} nothing where the server is gone
 */
async function readTally(url) {
  try {
    return JSON.parse(await (await fetch(`${url}/__admin/tally`)).text());
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
async function stop(pid) {
  const alive = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  if (alive()) process.kill(pid, 'SIGTERM');
  for (let waited = 0; alive() && waited < PATIENCE; waited += 50) await sleep(50);
}

/** @param {string} folder */
function coverage(folder) {
  const command = join(folder, 'node_modules/vendouble/dist/cli.js');
  const { status, stdout } = spawnSync(process.execPath, [command, 'coverage', join(folder, 'coverage')], {
    encoding: 'utf8',
  });
  return status === 0
    ? ['<details><summary>Contract coverage</summary>', '', '```', stdout.trim(), '```', '', '</details>', '']
    : [];
}

async function post() {
  const {
    STATE_pid: pid,
    STATE_folder: folder,
    STATE_url: url,
    STATE_strict: strict,
    GITHUB_STEP_SUMMARY: file,
  } = process.env;
  if (pid === undefined || folder === undefined) return;
  const tally = url === undefined ? undefined : await readTally(url);
  await stop(Number(pid));
  if (tally === undefined)
    process.stdout.write(
      '::warning title=vendouble::vendouble stopped before the job ended; its own output says why.\n',
    );
  else {
    if (file !== undefined) appendFileSync(file, [...summary(tally), ...coverage(folder)].join('\n'));
    const level = strict === 'true' ? 'error' : 'warning';
    for (const { kind, line } of tally.findings.slice(0, MOST_ANNOTATIONS))
      process.stdout.write(`::${level} title=vendouble: ${escaped(kind)}::${escaped(line)}\n`);
    if (strict === 'true' && tally.findings.length > 0) process.exitCode = 1;
  }
  rmSync(folder, { recursive: true, force: true });
}

await post();
