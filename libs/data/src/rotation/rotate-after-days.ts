/**
 * Days after which a database credential is changed (P1.3, P3.10, P5.2). The default of RDS is 7, but clients with open
 * connections should not be cut off every week.
 */
export const rotateAfterDays = 30;
