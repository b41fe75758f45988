export { PostgresqlServer } from './postgresql-server';
