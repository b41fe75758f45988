/** Something that uses addresses in each private subnet. */
export interface AddressUse {
  /** The name of the users of the addresses, for messages: `tasks`. */
  readonly what: string;
  /** How many addresses in one subnet. */
  readonly count: number;
}
