/**
 * Days after which a credential of a database is changed (P1.3, P3.10, P5.2). RDS would start with 7; clients that hold
 * connections open should not be cut off every week.
 */
export const rotateAfterDays = 30;
