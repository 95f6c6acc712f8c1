"""The form of five factors and nineteen statements, ready to adapt. Pure.

The statements are those of the ministry's survey of satisfaction in use since 2023, word for word in Vietnamese. What
people say here comes from whoever wanted to answer: it is never the index itself. Overall comes first, so that
somebody who has only a moment has answered what counts.
"""

from collections.abc import Mapping
from typing import Final

from survey.questionnaires.default_forms import LEVELS, OVERALL, REMARK, Asked, Form, Names

ACCESS: Final[tuple[Names, ...]] = (
    (
        (
            "Cơ quan cung cấp thông tin về việc giải quyết thủ tục hành chính theo nhiều hình thức, dễ tiếp cận, dễ "
            "hiểu đối với mọi người dân."
        ),
        "The office informs about administrative procedures in many ways that everybody can reach and understand.",
        "ស្ថាប័នផ្តល់ព័ត៌មានអំពីការដោះស្រាយនីតិវិធីរដ្ឋបាលតាមច្រើនរូបភាព ងាយរកឃើញ ងាយយល់សម្រាប់ប្រជាពលរដ្ឋគ្រប់រូប។",
        "机关以多种方式提供办理行政手续的信息，人人都容易获取、容易看懂。",
    ),
    (
        (
            "Trụ sở cơ quan tiếp nhận hồ sơ, trả kết quả giải quyết thủ tục hành chính có biển hiệu, hướng dẫn rõ "
            "ràng, dễ thấy."
        ),
        "The place where dossiers are received and results returned has clear signs and directions, easy to see.",
        "ទីស្នាក់ការទទួលសំណុំឯកសារ និងប្រគល់លទ្ធផលនីតិវិធីរដ្ឋបាល មានស្លាកសញ្ញា និងការណែនាំច្បាស់លាស់ ងាយមើលឃើញ។",
        "受理材料、发放行政手续结果的场所有清楚、醒目的标牌和指引。",
    ),
    (
        "Trụ sở cơ quan tiếp nhận hồ sơ, trả kết quả giải quyết thủ tục hành chính sạch sẽ, văn minh.",
        "The place where dossiers are received and results returned is clean and orderly.",
        "ទីស្នាក់ការទទួលសំណុំឯកសារ និងប្រគល់លទ្ធផលនីតិវិធីរដ្ឋបាល ស្អាត មានរបៀបរៀបរយ។",
        "受理材料、发放行政手续结果的场所整洁、文明。",
    ),
    (
        "Trang thiết bị phục vụ người dân đầy đủ, chất lượng tốt, giúp người dân giải quyết công việc dễ dàng hơn.",
        "There is enough equipment for citizens, of good quality, which makes it easier to get things done.",
        "ឧបករណ៍បម្រើប្រជាពលរដ្ឋមានគ្រប់គ្រាន់ គុណភាពល្អ ជួយឱ្យប្រជាពលរដ្ឋដោះស្រាយកិច្ចការបានងាយជាង។",
        "为群众服务的设备齐全、质量好，使群众办事更方便。",
    ),
)
PROCEDURES: Final[tuple[Names, ...]] = (
    (
        (
            "Quy định thủ tục hành chính được niêm yết công khai tại trụ sở cơ quan tiếp nhận hồ sơ, trả kết quả giải "
            "quyết thủ tục hành chính dễ thấy, dễ hiểu."
        ),
        "The rules of procedures are posted publicly where dossiers are received, easy to see and to understand.",
        "បទប្បញ្ញត្តិនីតិវិធីរដ្ឋបាលត្រូវបានបិទផ្សាយជាសាធារណៈនៅទីស្នាក់ការទទួលសំណុំឯកសារ ងាយមើលឃើញ ងាយយល់។",
        "行政手续的规定在受理材料、发放结果的场所公开张贴，容易看到、容易看懂。",
    ),
    (
        "Thành phần hồ sơ người dân phải nộp là đúng quy định.",
        "The papers that citizens have to hand in are those that the rules ask for.",
        "ឯកសារដែលប្រជាពលរដ្ឋត្រូវដាក់ គឺត្រឹមត្រូវតាមបទប្បញ្ញត្តិ។",
        "群众须提交的材料符合规定。",
    ),
    (
        "Mức phí/lệ phí người dân phải nộp là đúng quy định.",
        "The fees that citizens have to pay are those of the rules.",
        "ថ្លៃសេវា ឬកម្រៃដែលប្រជាពលរដ្ឋត្រូវបង់ គឺត្រឹមត្រូវតាមបទប្បញ្ញត្តិ។",
        "群众须缴纳的费用符合规定。",
    ),
    (
        "Thời hạn giải quyết thủ tục hành chính cho người dân là đúng quy định.",
        "The time taken to settle procedures for citizens is that of the rules.",
        "រយៈពេលដោះស្រាយនីតិវិធីរដ្ឋបាលជូនប្រជាពលរដ្ឋ គឺត្រឹមត្រូវតាមបទប្បញ្ញត្តិ។",
        "为群众办理行政手续的时限符合规定。",
    ),
)
OFFICERS: Final[tuple[Names, ...]] = (
    (
        "Công chức có thái độ giao tiếp lịch sự, tôn trọng đối với người dân.",
        "Officers are polite and respectful to citizens.",
        "មន្ត្រីមានអាកប្បកិរិយាទំនាក់ទំនងសុភាព គោរពប្រជាពលរដ្ឋ។",
        "公务员待人礼貌，尊重群众。",
    ),
    (
        "Công chức cung cấp thông tin, trả lời kịp thời, đầy đủ các câu hỏi, ý kiến của người dân.",
        "Officers inform citizens and answer their questions and remarks fully and in time.",
        "មន្ត្រីផ្តល់ព័ត៌មាន និងឆ្លើយសំណួរ មតិរបស់ប្រជាពលរដ្ឋបានទាន់ពេល និងពេញលេញ។",
        "公务员及时、完整地提供信息并回答群众的问题和意见。",
    ),
    (
        "Công chức hướng dẫn hồ sơ dễ hiểu, đảm bảo người dân có thể hoàn thiện hồ sơ sau một lần hướng dẫn.",
        "Officers explain dossiers so clearly that citizens can complete them after being told once.",
        "មន្ត្រីណែនាំសំណុំឯកសារងាយយល់ ធ្វើឱ្យប្រជាពលរដ្ឋអាចបំពេញសំណុំឯកសារបានក្រោយការណែនាំតែម្តង។",
        "公务员对材料的说明容易明白，保证群众经一次说明就能把材料备齐。",
    ),
    (
        "Công chức tuân thủ đúng quy định trong giải quyết công việc cho người dân.",
        "Officers keep to the rules when they deal with citizens' business.",
        "មន្ត្រីគោរពបទប្បញ្ញត្តិត្រឹមត្រូវ ក្នុងការដោះស្រាយកិច្ចការជូនប្រជាពលរដ្ឋ។",
        "公务员为群众办事时遵守规定。",
    ),
    (
        "Công chức tận tình đối với người dân trong quá trình giải quyết công việc.",
        "Officers take care of citizens wholeheartedly while their business is dealt with.",
        "មន្ត្រីយកចិត្តទុកដាក់ចំពោះប្រជាពលរដ្ឋ ក្នុងដំណើរការដោះស្រាយកិច្ចការ។",
        "公务员在办事过程中对群众热心尽责。",
    ),
)
RESULTS: Final[tuple[Names, ...]] = (
    (
        "Kết quả giải quyết thủ tục hành chính cho người dân được trả đúng hẹn.",
        "The result of the procedure is returned to citizens on the promised day.",
        "លទ្ធផលនីតិវិធីរដ្ឋបាលត្រូវបានប្រគល់ជូនប្រជាពលរដ្ឋទាន់ថ្ងៃណាត់។",
        "行政手续的办理结果按约定日期交给群众。",
    ),
    (
        "Kết quả giải quyết thủ tục hành chính cho người dân có thông tin đầy đủ, chính xác.",
        "The result of the procedure is complete and correct.",
        "លទ្ធផលនីតិវិធីរដ្ឋបាលជូនប្រជាពលរដ្ឋ មានព័ត៌មានពេញលេញ ត្រឹមត្រូវ។",
        "行政手续的办理结果内容完整、准确。",
    ),
    (
        "Kết quả giải quyết thủ tục hành chính cho người dân đảm bảo tính công bằng.",
        "The result of the procedure is fair.",
        "លទ្ធផលនីតិវិធីរដ្ឋបាលជូនប្រជាពលរដ្ឋ មានភាពយុត្តិធម៌។",
        "行政手续的办理结果公平。",
    ),
)
FEEDBACK: Final[tuple[Names, ...]] = (
    (
        "Cơ quan có bố trí hình thức tiếp nhận phản ánh, kiến nghị, giúp người dân phản ánh, kiến nghị dễ dàng.",
        "The office has ways to receive reflections and petitions that make it easy for citizens to send them.",
        "ស្ថាប័នមានរៀបចំរូបភាពទទួលការឆ្លុះបញ្ចាំង សំណូមពរ ជួយឱ្យប្រជាពលរដ្ឋផ្ញើបានងាយ។",
        "机关设有接收反映、建议的方式，使群众容易反映、建议。",
    ),
    (
        "Cơ quan tiếp nhận, xử lý phản ánh, kiến nghị của người dân đúng quy định.",
        "The office receives and handles citizens' reflections and petitions as the rules say.",
        "ស្ថាប័នទទួល និងដោះស្រាយការឆ្លុះបញ្ចាំង សំណូមពររបស់ប្រជាពលរដ្ឋត្រឹមត្រូវតាមបទប្បញ្ញត្តិ។",
        "机关按规定接收、处理群众的反映、建议。",
    ),
    (
        "Cơ quan thông báo kết quả xử lý phản ánh, kiến nghị cho người dân kịp thời.",
        "The office tells citizens in time what came of their reflections and petitions.",
        "ស្ថាប័នជូនដំណឹងលទ្ធផលដោះស្រាយការឆ្លុះបញ្ចាំង សំណូមពរដល់ប្រជាពលរដ្ឋទាន់ពេល។",
        "机关及时把反映、建议的处理结果通知群众。",
    ),
)
STATEMENTS: Final[Mapping[str, tuple[Names, ...]]] = {
    "access": ACCESS,
    "procedures": PROCEDURES,
    "officers": OFFICERS,
    "results": RESULTS,
    "feedback": FEEDBACK,
}
FIVE_FACTORS: Final = Form(
    key="factors",
    role="visit",
    name=(
        "Phiếu khảo sát mức độ hài lòng",
        "Satisfaction survey",
        "កម្រងសំណួរអំពីការពេញចិត្ត",
        "满意度问卷",
    ),
    questions=(
        Asked(OVERALL, "levels", LEVELS, required=True, overall=True),
        *(
            Asked(wording, "levels", LEVELS, factor=factor)
            for factor, wordings in STATEMENTS.items()
            for wording in wordings
        ),
        Asked(REMARK, "text"),
    ),
)
