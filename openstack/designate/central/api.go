// Package central is the RPC API of designate.central.rpcapi.CentralAPI, imported from Python.
package central

import (
	"context"
)

// Central holds the requests of designate.central.rpcapi.CentralAPI.
//
//oslo:rpc topic=central exchange=designate version=6.12
type Central interface {
	//oslo:call
	GetAbsoluteLimits(ctx context.Context) (any, error)

	//oslo:call
	GetQuotas(ctx context.Context, tenantID any) (any, error)

	//oslo:call
	SetQuota(ctx context.Context, tenantID, resource, hardLimit any) (any, error)

	//oslo:call
	ResetQuotas(ctx context.Context, tenantID any) (any, error)

	//oslo:call
	CreateTsigkey(ctx context.Context, tsigkey any) (any, error)

	//oslo:call
	FindTsigkeys(ctx context.Context, criterion, marker, limit, sortKey, sortDir any) (any, error)

	//oslo:call
	GetTsigkey(ctx context.Context, tsigkeyID any) (any, error)

	//oslo:call
	UpdateTsigkey(ctx context.Context, tsigkey any) (any, error)

	//oslo:call
	DeleteTsigkey(ctx context.Context, tsigkeyID any) (any, error)

	//oslo:call
	FindTenants(ctx context.Context) (any, error)

	//oslo:call
	GetTenant(ctx context.Context, tenantID any) (any, error)

	//oslo:call since=6.7
	IncrementZoneSerial(ctx context.Context, zone any) (any, error)

	//oslo:call
	CreateZone(ctx context.Context, zone any) (any, error)

	//oslo:call
	GetZone(ctx context.Context, zoneID any) (any, error)

	//oslo:call
	GetZoneNsRecords(ctx context.Context, zoneID any) (any, error)

	//oslo:call
	FindZones(ctx context.Context, criterion, marker, limit, sortKey, sortDir any) (any, error)

	//oslo:call
	UpdateZone(ctx context.Context, zone any, incrementSerial bool) (any, error)

	//oslo:call
	DeleteZone(ctx context.Context, zoneID any) (any, error)

	//oslo:call
	PurgeZones(ctx context.Context, criterion, limit any) (any, error)

	//oslo:call
	PoolMoveZone(ctx context.Context, zoneID, targetPoolID any) (any, error)

	//oslo:call
	ShareZone(ctx context.Context, zoneID, sharedZone any) (any, error)

	//oslo:call
	UnshareZone(ctx context.Context, zoneID, zoneShareID any) (any, error)

	//oslo:call
	FindSharedZones(ctx context.Context, criterion, marker, limit, sortKey, sortDir any) (any, error)

	//oslo:call
	GetSharedZone(ctx context.Context, zoneID, zoneShareID any) (any, error)

	//oslo:call
	CreateTld(ctx context.Context, tld any) (any, error)

	//oslo:call
	FindTlds(ctx context.Context, criterion, marker, limit, sortKey, sortDir any) (any, error)

	//oslo:call
	GetTld(ctx context.Context, tldID any) (any, error)

	//oslo:call
	UpdateTld(ctx context.Context, tld any) (any, error)

	//oslo:call
	DeleteTld(ctx context.Context, tldID any) (any, error)

	//oslo:call
	CreateRecordset(ctx context.Context, zoneID, recordset any) (any, error)

	//oslo:call
	GetRecordset(ctx context.Context, zoneID, recordsetID any) (any, error)

	//oslo:call
	FindRecordsets(ctx context.Context, criterion, marker, limit, sortKey, sortDir any,
		forceIndex bool) (any, error)

	//oslo:call
	FindRecords(ctx context.Context, criterion, marker, limit, sortKey, sortDir any) (any, error)

	//oslo:call
	FindRecordset(ctx context.Context, criterion any) (any, error)

	//oslo:call
	CreateManagedRecords(ctx context.Context, zoneID, recordsValues, recordsetValues any) (any, error)

	//oslo:call
	DeleteManagedRecords(ctx context.Context, zoneID, criterion any) (any, error)

	//oslo:call
	ExportZone(ctx context.Context, zoneID any) (any, error)

	//oslo:call
	UpdateRecordset(ctx context.Context, recordset any, incrementSerial bool) (any, error)

	//oslo:call
	DeleteRecordset(ctx context.Context, zoneID, recordsetID any, incrementSerial bool) (any, error)

	//oslo:call
	CountReport(ctx context.Context, criterion any) (any, error)

	//oslo:call
	ListFloatingips(ctx context.Context) (any, error)

	//oslo:call
	GetFloatingip(ctx context.Context, region, floatingipID any) (any, error)

	//oslo:call
	UpdateFloatingip(ctx context.Context, region, floatingipID, values any) (any, error)

	//oslo:call
	CreateBlacklist(ctx context.Context, blacklist any) (any, error)

	//oslo:call
	GetBlacklist(ctx context.Context, blacklistID any) (any, error)

	//oslo:call
	FindBlacklists(ctx context.Context, criterion, marker, limit, sortKey, sortDir any) (any, error)

	//oslo:call
	UpdateBlacklist(ctx context.Context, blacklist any) (any, error)

	//oslo:call
	DeleteBlacklist(ctx context.Context, blacklistID any) (any, error)

	//oslo:call
	CreatePool(ctx context.Context, pool any) (any, error)

	//oslo:call
	FindPools(ctx context.Context, criterion, marker, limit, sortKey, sortDir any) (any, error)

	//oslo:call
	FindPool(ctx context.Context, criterion any) (any, error)

	//oslo:call
	GetPool(ctx context.Context, poolID any) (any, error)

	//oslo:call
	UpdatePool(ctx context.Context, pool any) (any, error)

	//oslo:call
	DeletePool(ctx context.Context, poolID any) (any, error)

	//oslo:cast
	UpdateStatus(ctx context.Context, zoneID, status, serial, action any) error

	//oslo:call
	CreateZoneTransferRequest(ctx context.Context, zoneTransferRequest any) (any, error)

	//oslo:call
	GetZoneTransferRequest(ctx context.Context, zoneTransferRequestID any) (any, error)

	//oslo:call
	FindZoneTransferRequests(ctx context.Context, criterion, marker, limit, sortKey, sortDir any) (any, error)

	//oslo:call
	UpdateZoneTransferRequest(ctx context.Context, zoneTransferRequest any) (any, error)

	//oslo:call
	DeleteZoneTransferRequest(ctx context.Context, zoneTransferRequestID any) (any, error)

	//oslo:call
	CreateZoneTransferAccept(ctx context.Context, zoneTransferAccept any) (any, error)

	//oslo:call
	GetZoneTransferAccept(ctx context.Context, zoneTransferAcceptID any) (any, error)

	//oslo:call
	FindZoneTransferAccepts(ctx context.Context, criterion, marker, limit, sortKey, sortDir any) (any, error)

	//oslo:call
	XfrZone(ctx context.Context, zoneID any) (any, error)

	//oslo:call
	CreateZoneImport(ctx context.Context, requestBody, zoneAttributes any) (any, error)

	//oslo:call
	FindZoneImports(ctx context.Context, criterion, marker, limit, sortKey, sortDir any) (any, error)

	//oslo:call
	GetZoneImport(ctx context.Context, zoneImportID any) (any, error)

	//oslo:call
	DeleteZoneImport(ctx context.Context, zoneImportID any) (any, error)

	//oslo:call
	CreateZoneExport(ctx context.Context, zoneID any) (any, error)

	//oslo:call
	FindZoneExports(ctx context.Context, criterion, marker, limit, sortKey, sortDir any) (any, error)

	//oslo:call
	GetZoneExport(ctx context.Context, zoneExportID any) (any, error)

	//oslo:call
	UpdateZoneExport(ctx context.Context, zoneExport any) (any, error)

	//oslo:call
	DeleteZoneExport(ctx context.Context, zoneExportID any) (any, error)

	//oslo:call
	FindServiceStatus(ctx context.Context, criterion any) (any, error)

	//oslo:call
	FindServiceStatuses(ctx context.Context, criterion, marker, limit, sortKey, sortDir any) (any, error)

	//oslo:cast
	UpdateServiceStatus(ctx context.Context, serviceStatus any) error

	//oslo:cast
	DeleteServiceStatus(ctx context.Context, serviceStatus any) error

	//oslo:call until=6.5
	UpdateZoneImport(ctx context.Context, zoneImport any) (any, error)
}
