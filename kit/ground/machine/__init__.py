"""What only this computer knows: its clock, disk, locks, alarm, battery."""
