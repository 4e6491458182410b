/** Delivers what a consumer of webhooks must cope with, one thing after another, and reports how it did. */
import { formatSigner } from '../signer.ts';
import { type EffectParts, probeDuplicate, probeReordered, withoutEffect } from './effect-probes.ts';
import { type CheckReport, PROBES, type ProbeName, type ProbeResult } from './findings.ts';
import {
  FORGED_PROBES,
  GENUINE_PROBES,
  OTHER_PROBES,
  type Probe,
  probeSlow,
  probeValid,
  unjudged,
} from './reply-probes.ts';

/** What a delivery is signed for; a consumer without any check takes all of these. */
const FORGED: readonly ProbeName[] = ['tampered', 'unsigned', 'wrong-secret'];

/** One finding where nothing that concerns signatures is refused. */
function summarizeSignatures(results: readonly ProbeResult[]): readonly ProbeResult[] {
  const forged = results.filter(({ probe, outcome }) => FORGED.includes(probe) && outcome !== 'not judged');
  const accepted = forged.filter(({ finding }) => finding?.endsWith('-accepted'));
  if (accepted.length === 0 || accepted.length < forged.length) return results;
  return results.map((result) => {
    if (accepted.includes(result)) return { ...result, finding: 'no-signature-check' as const };
    return result.probe === 'stale' && result.outcome === 'failed'
      ? unjudged('stale', 'the signature is not checked, so its timestamp is not either')
      : result;
  });
}

const inOrder = (results: readonly ProbeResult[]): readonly ProbeResult[] =>
  results.toSorted((one, other) => PROBES.indexOf(one.probe) - PROBES.indexOf(other.probe));

/** @throws {CheckError} where the consumer cannot be reached, or its state cannot be read */
export async function checkReceiver(parts: EffectParts): Promise<CheckReport> {
  const { receiver, created } = parts;
  const reply = { receiver, template: created };
  const report = (results: readonly ProbeResult[]): CheckReport => ({
    to: receiver.to,
    topic: created.topic,
    signer: formatSigner(receiver.signer),
    generated: created.generated,
    results: inOrder(results),
  });
  const valid = await probeValid(reply);
  if (valid.outcome !== 'passed')
    return report([
      valid,
      ...PROBES.slice(1).map((probe) => unjudged(probe, 'not even a correct delivery is taken')),
    ]);
  const slow = await probeSlow(reply);
  const run = async (probes: readonly (readonly [ProbeName, Probe])[]): Promise<readonly ProbeResult[]> => {
    const results: ProbeResult[] = [];
    for (const [name, probe] of probes)
      results.push(
        slow.finding === 'answers-before-reading'
          ? unjudged(name, 'the reply comes before the body was read, so it says nothing of it')
          : await probe(reply),
      );
    return results;
  };
  const genuine = await run(GENUINE_PROBES);
  const forged = await withoutEffect(parts, () => run(FORGED_PROBES));
  const others: ProbeResult[] = [];
  for (const probe of OTHER_PROBES) others.push(await probe(reply));
  return report([
    valid,
    slow,
    ...genuine,
    ...summarizeSignatures(forged),
    ...others,
    await probeDuplicate(parts),
    await probeReordered(parts),
  ]);
}
