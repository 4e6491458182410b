/** The words of one kind of change. */
import type { Part } from './part.ts';

/**
 * `breaking`: a consumer that followed the old document can stop working.
 * `additive`: something was added or relaxed, and every consumer keeps working.
 * `cosmetic`: the same messages are sent; only words, names and announcements differ.
 */
export const LEVELS = ['breaking', 'additive', 'cosmetic'] as const;

export type ChangeLevel = (typeof LEVELS)[number];

/** What is known of a change when its sentence is written. */
export interface Facts {
  readonly part: Part;
  /** The part, or the property inside it, in words. */
  readonly subject: string;
  /** The property, status, media type or value that the change is about. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

type Sentence = string | ((facts: Facts) => string);

export interface Kind {
  readonly level: ChangeLevel;
  /** What happened. */
  readonly happened: Sentence;
  /** What a consumer must do. */
  readonly advice: Sentence;
}

export const breaking = (happened: Sentence, advice: Sentence): Kind => ({
  level: 'breaking',
  happened,
  advice,
});

export const additive = (happened: Sentence, advice: Sentence = 'Nothing.'): Kind => ({
  level: 'additive',
  happened,
  advice,
});

export const cosmetic = (happened: Sentence, advice: Sentence = 'Nothing.'): Kind => ({
  level: 'cosmetic',
  happened,
  advice,
});
