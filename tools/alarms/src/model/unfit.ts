/** What is wrong with one thing that was read. Whoever reads several things adds which one. */
export class Unfit extends Error {}
