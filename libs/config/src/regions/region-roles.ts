/** The role of a region. Stacks are written for a role; environments assign a region to each role. */
export const regionRoles = ['primary', 'dr', 'global'] as const;

export type RegionRole = (typeof regionRoles)[number];
