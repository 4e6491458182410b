/** All operations of a vendor with their replies, each in the colour of its source. */
import type { Vendor } from '../api.ts';
import { Evidence } from '../parts/badges.tsx';
import { href } from '../route.ts';
import { Exercised, type Heat, heatOf, useCoverage } from './coverage.tsx';

type Reply = Vendor['operations'][number]['replies'][number];

/** Coloured by its source and, where coverage is counted, by how often it was sent. */
function ReplyCell({ reply: { status, evidence }, hits }: { reply: Reply; hits: number | undefined }) {
  const known = evidence ?? 'no source';
  const heat: Heat | undefined = hits === undefined ? undefined : heatOf(hits);
  return (
    <span
      class={`reply ${evidence ?? 'unknown'} ${heat?.style ?? ''}`.trimEnd()}
      title={`${status}: ${known}${heat === undefined ? '' : `; ${heat.text}`}`}
    >
      {status}
      {hits !== undefined && hits > 0 && <b>×{hits}</b>}
    </span>
  );
}

const GRADES = ['recorded', 'documented', 'client', 'framework', 'assumed'] as const;

export function Overview({ vendor }: { vendor: Vendor }) {
  const coverage = useCoverage(vendor);
  return (
    <div class="overview">
      <h2>
        {vendor.title} {vendor.version}
      </h2>
      <p class="facts">
        <code>{vendor.url}</code>
        {GRADES.map((grade) => (
          <Evidence key={grade} grade={grade} />
        ))}
      </p>
      <p class="facts">{coverage.summary}</p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>Operation</th>
              <th>Answered by</th>
              <th>Source</th>
              <th>Replies</th>
              {coverage.counted && <th>Covered</th>}
            </tr>
          </thead>
          <tbody>
            {vendor.operations.map(({ id, method, path, answered, evidence, replies }) => (
              <tr key={id}>
                <td>
                  <a href={href('vendors', [vendor.name, id, vendor.version])}>{id}</a>
                  <small>
                    {method} {path}
                  </small>
                </td>
                <td>{answered === 'modelled' ? 'modelled behaviour' : 'examples of the contract'}</td>
                <td>
                  <Evidence grade={evidence} />
                </td>
                <td>
                  <div class="replies">
                    {replies.map((reply) => (
                      <ReplyCell
                        key={reply.status}
                        reply={reply}
                        hits={coverage.hits(id, 'reply', reply.status)}
                      />
                    ))}
                  </div>
                </td>
                {coverage.counted && (
                  <td>
                    <Exercised items={coverage.of(id)} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
