/** A report in the format that was asked for. */
import type { DiffFormat, DiffReport } from './diff-report.ts';
import { formatGitHub } from './format-github.ts';
import { formatJson } from './format-json.ts';
import { formatJUnit } from './format-junit.ts';
import { formatSarif } from './format-sarif.ts';
import { formatText } from './format-text.ts';

const FORMATTERS: Readonly<Record<DiffFormat, (report: DiffReport) => string>> = {
  text: formatText,
  json: formatJson,
  junit: formatJUnit,
  github: formatGitHub,
  sarif: formatSarif,
};

export const formatReport = (report: DiffReport, format: DiffFormat): string => FORMATTERS[format](report);
