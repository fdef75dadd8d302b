-- Changes are read in pages, in the order of transactions and, within one, of devices.

create index device_changes_in_order_of_devices on device_changes (changed_by, device_id);
drop index device_changes_in_order;
