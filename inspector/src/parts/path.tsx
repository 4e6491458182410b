/** A path that may break behind its slashes. */
import { Fragment } from 'preact';

export function Path({ path }: { path: string }) {
  return (
    <span class="path">
      {path.split('/').map((segment, index) => (
        <Fragment key={`${index} ${segment}`}>
          {index > 0 && '/'}
          {index > 0 && <wbr />}
          {segment}
        </Fragment>
      ))}
    </span>
  );
}
