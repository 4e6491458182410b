/** Which records a world begins with: none, the examples of each document, or a number of generated ones. */
export type FirstRecords = 'none' | 'examples' | number;
