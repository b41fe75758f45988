/** Pictures of synthesized dashboards. */
export { dashboardPicture } from './drawing/dashboard-picture';
export { readDashboard } from './reading/read-dashboard';
