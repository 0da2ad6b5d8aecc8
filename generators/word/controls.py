"""Content controls in forms: the prompts that stand in them until somebody types."""

# Ours first, those of forms sent out earlier too; then what Word, WPS and LibreOffice put into a control that was
# emptied again.
PROMPTS = (
    *("单击此处填写", "单击此处选择日期", "点此填写", "点此填"),
    *("单击或点击此处输入文字。", "单击此处输入文字。", "单击或点击此处输入日期。", "单击此处输入日期。"),
    *("单击或轻触此处输入文字。", "单击或轻触此处输入日期。", "单击此处输入文本。", "选择一项。", "选择项目。"),
    *("Click or tap here to enter text.", "Click here to enter text.", "Choose an item.", "Choose an item"),
    *("Click or tap to enter a date.", "Click here to enter a date.", "Choose a date"),
)
