// Package openstack holds OpenStack's RPC APIs and versioned notifications in
// packages of their own, one for each service. README.md lists them.
//
// oslogen import writes them. scripts/openstack in the root of the repository
// writes them again.
package openstack
