/** All operations of a vendor with their replies, each in the colour of how it is known. */
import type { Vendor } from '../api.ts';
import { Evidence } from '../parts/badges.tsx';
import { href } from '../route.ts';

const GRADES = ['recorded', 'documented', 'client', 'framework', 'assumed'] as const;

export function Overview({ vendor }: { vendor: Vendor }) {
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
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>Operation</th>
              <th>Answered by</th>
              <th>Known from</th>
              <th>Replies</th>
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
                <td>{answered === 'handler' ? 'model' : 'contract'}</td>
                <td>
                  <Evidence grade={evidence} />
                </td>
                <td>
                  <div class="replies">
                    {replies.map(({ status, evidence: grade }) => (
                      <span
                        key={status}
                        class={`reply ${grade ?? 'unknown'}`}
                        title={`${status}: ${grade ?? 'nothing is said of how it is known'}`}
                      >
                        {status}
                      </span>
                    ))}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
