/** Changes for programs. */
import { countByLevel, type DiffReport } from './diff-report.ts';

export const formatJson = (report: DiffReport): string =>
  `${JSON.stringify({ old: report.old, new: report.new, summary: countByLevel(report), changes: report.changes }, null, 2)}\n`;
