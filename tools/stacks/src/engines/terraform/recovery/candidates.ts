import { Refusal } from '@bulkhead/errors';

/** The objects that may already be a resource that a deploy would create. */
interface Candidate {
  /** Ids that are not checked yet; the first one is being checked. */
  readonly untried: string[];
  /** Ids of existing objects of the stack. */
  readonly present: string[];
  /** Every id that was ever proposed. */
  readonly proposed: Set<string>;
}

/**
 * Finds the object of each resource by trying ids one after another. Usually there is one; of several objects, it is
 * the one that Terraform reported as created.
 */
export class Candidates {
  private readonly byAddress = new Map<string, Candidate>();

  /** @param created ids that Terraform reported as created, by address */
  constructor(private readonly created: ReadonlyMap<string, string>) {}

  /** Adds ids that have not been proposed for the address before; true when there are any. */
  propose(address: string, ids: readonly string[]): boolean {
    const candidate = this.byAddress.get(address) ?? { untried: [], present: [], proposed: new Set() };
    const fresh = [...new Set(ids)].filter((id) => !candidate.proposed.has(id));
    if (fresh.length === 0) return false;
    this.byAddress.set(address, candidate);
    for (const id of fresh) candidate.proposed.add(id);
    candidate.untried.push(...fresh);
    return true;
  }

  /** The next imports: for each address, the id to check, or the id that was found. */
  get imports(): Map<string, string> {
    const imports = new Map<string, string>();
    for (const [address, { untried, present }] of this.byAddress) {
      const id = untried[0] ?? this.chosen(address, present);
      if (id !== undefined) imports.set(address, id);
    }
    return imports;
  }

  /** Whether some ids are not checked yet. */
  get undecided(): boolean {
    return [...this.byAddress.values()].some(({ untried }) => untried.length > 0);
  }

  /** Records whether the id that is being checked is an object of the stack. */
  settle(address: string, isPresent: boolean): void {
    const candidate = this.byAddress.get(address);
    const id = candidate?.untried.shift();
    if (id !== undefined && isPresent) candidate?.present.push(id);
  }

  /** Further objects with the tags of a resource whose object was already found, by address. */
  get others(): Map<string, string[]> {
    const others = new Map<string, string[]>();
    for (const [address, { present }] of this.byAddress) {
      const rest = present.filter((id) => id !== this.chosen(address, present));
      if (rest.length > 0) others.set(address, rest);
    }
    return others;
  }

  /** @throws BulkheadError `AmbiguousResource` if nothing says which of several objects is the resource */
  requireUnambiguous(): void {
    for (const [address, { untried, present }] of this.byAddress) {
      const created = this.created.get(address);
      if (untried.length > 0 || present.length < 2 || (created && present.includes(created))) continue;
      throw new Refusal(
        'AmbiguousResource',
        `${address} may be any of ${present.join(', ')}, which exist, carry its tags and are in no Terraform state.`,
        { next: 'delete the one that nothing uses, or its tag bulkhead:address, and deploy again' },
      );
    }
  }

  private chosen(address: string, present: readonly string[]): string | undefined {
    const created = this.created.get(address);
    return created !== undefined && present.includes(created) ? created : present[0];
  }
}
