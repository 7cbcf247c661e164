// Command backup backs up a volume of cinder: it asks the backup service of a
// host to fill a backup that is in cinder's database, and to restore it.
//
//	OSLO_TRANSPORT_URL=rabbit://user:pass@host:5672/ backup [-server 2.1] [-restore] HOST BACKUP VOLUME
//
// Each message has the lowest version that its arguments need, so that the
// oldest server that can do the work understands it. With -server, nothing
// newer than that version is sent. The restore then leaves out the argument
// volume_is_new, which came in 2.4.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
	"github.com/oslogen/oslogen/runtime/fake"
	"github.com/oslogen/oslogen/runtime/openstackctx"
	"github.com/oslogen/oslogen/runtime/versioned"

	"github.com/oslogen/oslogen/openstack/cinder/backup"
)

// job is what the command line asks for.
type job struct {
	server  string // the version of the oldest backup service, "" for today's
	restore bool
	host    string
	backup  string // its id
	volume  string // its id
}

// Backup is the part of cinder's object that identifies a backup. The service
// reads the rest from its database.
type Backup struct {
	ID         string  `json:"id"`
	VolumeID   string  `json:"volume_id"`
	SnapshotID *string `json:"snapshot_id"`
	ParentID   *string `json:"parent_id"`
	Host       string  `json:"host"`
	Status     string  `json:"status"`
}

// VersionedObject implements versioned.Object.
func (Backup) VersionedObject() versioned.Type { return versioned.Cinder.Type("Backup", "1.2") }

func main() {
	var j job
	flag.StringVar(&j.server, "server", "", "the RPC version of the oldest cinder-backup in the cloud")
	flag.BoolVar(&j.restore, "restore", false, "restore the backup to the volume")
	flag.Parse()
	err := errors.New("usage: backup [-server VERSION] [-restore] HOST BACKUP VOLUME")
	if flag.NArg() == 3 {
		j.host, j.backup, j.volume = flag.Arg(0), flag.Arg(1), flag.Arg(2)
		err = run(context.Background(), os.Getenv("OSLO_TRANSPORT_URL"), j)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "backup:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, url string, j job) error {
	tr, err := oslo.Open(ctx, url, amqp.Driver(), fake.Driver())
	if err != nil {
		return err
	}
	defer tr.Close()
	ctx, err = openstackctx.With(ctx, openstackctx.Context{IsAdmin: true})
	if err != nil {
		return err
	}
	var opts []oslo.ClientOption
	if j.server != "" {
		opts = append(opts, oslo.Pin(j.server))
	}
	c := backup.NewBackupClient(tr, append(opts, oslo.WithMandatory())...)
	b := &Backup{ID: j.backup, VolumeID: j.volume, Host: j.host, Status: "creating"}
	if j.restore {
		b.Status = "restoring"
		return c.RestoreBackup(ctx, j.host, b, j.volume, false)
	}
	return c.CreateBackup(ctx, j.host, b)
}
