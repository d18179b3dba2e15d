import { common } from '../i18n/en/common';
import { Refusal } from '../protocol/messages';

/** What to tell the person: the server's sentence, else ours for the code. */
export function sentenceOf(problem: unknown): string {
  if (!(problem instanceof Refusal)) {
    return common.problems.unknown;
  }
  return problem.message || (common.problems[problem.code as keyof typeof common.problems] ?? common.problems.unknown);
}

export function codeOf(problem: unknown): string {
  return problem instanceof Refusal ? problem.code : 'unknown';
}
