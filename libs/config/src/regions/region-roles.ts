/** The part a region plays: stacks are written for a role, environments say which region plays it. */
export const regionRoles = ['primary', 'dr', 'global'] as const;

export type RegionRole = (typeof regionRoles)[number];
