"""The demo estate: what data/demo holds, entered through the commands that staff and residents use."""

from liftfund_core.demo.campaign import DemoStaff, demo_staff, write_demo

__all__ = ["DemoStaff", "demo_staff", "write_demo"]
