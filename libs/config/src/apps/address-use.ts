/** What takes addresses in each private subnet. */
export interface AddressUse {
  /** What they are, for messages: `tasks`. */
  readonly what: string;
  /** How many addresses in one subnet. */
  readonly count: number;
}
