package doctor

import (
	"fmt"
	"strings"
)

// nodes examines the nodes of the broker and the features it has deprecated. An
// alarm stops publishers on all nodes, so there is none if messages flow: the
// management API learns of its end seconds later.
func (e *exam) nodes(all *snapshot) {
	e.note("version", "broker", "RabbitMQ %s, Erlang %s, cluster %s", all.overview.Version, all.overview.Erlang, all.overview.Cluster)
	for _, n := range all.nodes {
		switch {
		case !n.Running:
			e.fault("node", n.Name, "the node is down", "Start it, or take it out of the cluster: rabbitmqctl forget_cluster_node.")
		case len(n.Partitions) > 0:
			e.fault("partition", n.Name, "it does not see "+strings.Join(n.Partitions, ", "), "Restart the nodes of the smaller part. See cluster_partition_handling.")
		case n.BeingDrained:
			e.warn("node", n.Name, "the node is in maintenance and takes no clients", "rabbitmq-upgrade revive.")
		}
		if n.MemoryAlarm && !e.flows {
			e.fault("alarm-memory", n.Name, fmt.Sprintf("memory alarm: %d of %d MiB used, publishers are stopped", n.MemoryUsed>>20, n.MemoryLimit>>20), "Drain large queues, or raise vm_memory_high_watermark.")
		}
		if n.DiskAlarm && !e.flows {
			e.fault("alarm-disk", n.Name, fmt.Sprintf("disk alarm: %d MiB free, %d MiB is the limit, publishers are stopped", n.DiskFree>>20, n.DiskLimit>>20), "Free disk space.")
		}
		if n.FilesTotal > 0 && n.FilesUsed*10 > n.FilesTotal*9 {
			e.warn("files", n.Name, fmt.Sprintf("%d of %d file descriptors are used", n.FilesUsed, n.FilesTotal), "Raise LimitNOFILE of the service.")
		}
	}
	for _, d := range all.deprecated {
		e.note("deprecated", d.Name, "the broker has deprecated this feature, and it is in use: %s", strings.ReplaceAll(d.Phase, "_", " "))
	}
}
